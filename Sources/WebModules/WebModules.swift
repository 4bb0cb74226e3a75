/// Globals that hosts have by the web's standards.
package enum WebModules {}

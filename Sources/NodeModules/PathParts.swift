extension NodeModules {
    /// What paths of both kinds have in common.
    static let internalPaths = #"""
        "use strict";
        const host = __dirname;
        function check(value, name) {
          if (typeof value !== "string") throw host.wrongType(name, "of type string", value);
        }
        // The names of a path, with '.' and '..' worked out.
        function names(path, slash, isOpen) {
          const result = [];
          for (const name of path.split(slash)) {
            if (name === "" || name === ".") continue;
            if (name !== "..") result.push(name);
            else if (result.length > 0 && result[result.length - 1] !== "..") result.pop();
            else if (isOpen) result.push("..");
          }
          return result;
        }
        // How many names two lists begin with alike.
        function shared(start, goal, isSame) {
          let count = 0;
          while (count < start.length && count < goal.length && isSame(start[count], goal[count])) count++;
          return count;
        }
        // The names that lead from one to the other.
        const way = (start, goal, count) => [...start.slice(count).map(() => ".."), ...goal.slice(count)];
        function extension(name) {
          const dot = name.lastIndexOf(".");
          return dot <= 0 || name === ".." ? "" : name.slice(dot);
        }
        const withoutSuffix = (name, suffix) =>
          suffix !== undefined && suffix !== name && name.endsWith(suffix) ? name.slice(0, name.length - suffix.length) : name;
        function formatted(object, slash) {
          if (typeof object !== "object" || object === null) throw host.wrongType("pathObject", "of type object", object);
          const folder = object.dir || object.root;
          const ext = object.ext ? (object.ext[0] === "." ? "" : ".") + object.ext : "";
          const base = object.base || (object.name || "") + ext;
          if (!folder) return base;
          return folder === object.root ? folder + base : folder + slash + base;
        }
        module.exports = { check, names, shared, way, extension, withoutSuffix, formatted };
        """#
}

/// What is linted for: the hosts that the modules run on, and the bundlers that they go through.
public struct LintSettings: Sendable {
    /// Names of hosts, such as `node` and `workers`; empty where nobody said.
    public var hosts: [String] = []
    /// Names of bundlers, as `--bundler` takes them; empty where nobody said.
    public var bundlers: [String] = []

    public init(hosts: [String] = [], bundlers: [String] = []) {
        self.hosts = hosts
        self.bundlers = bundlers
    }
}

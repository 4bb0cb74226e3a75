import Files
import Testing

@Suite struct PathTests {
    @Test(arguments: [
        ("./x.mjs", "lib/", "lib/x.mjs"), ("../x.mjs", "lib/", "x.mjs"), ("../../x.mjs", "lib/", "../x.mjs"), ("x", "", "x"),
        ("./a/../b", "lib/", "lib/b"), ("a//./b", "", "a/b"), ("/a/../../b", "lib/", "/b"), ("../b", "/a/", "/b"), ("../../b", "/a/", "/b"),
        (".", "lib/", "lib/"), ("..", "lib/sub/", "lib/"), ("./", "lib/", "lib/"), ("a/", "", "a/"), (".", "", ""), ("..", "", "../"),
        ("..", "../", "../../"), ("/", "lib/", "/"), ("./...", "a/", "a/..."), ("./.x", "a/", "a/.x"),
        // What stands behind a slash may be one character with it, and is a name all the same.
        ("./\u{301}a/x", "lib/", "lib/\u{301}a/x"), ("\u{301}a/../b", "", "b"), ("../b", "lib/\u{301}a/", "lib/b"),
        ("/\u{301}a/../b", "lib/", "/b"),
    ])
    func aPathIsNormalizedByItsText(path: String, folder: String, expected: String) {
        #expect(Paths.normalized(path, from: folder, top: .isOpen) == expected)
    }

    @Test(arguments: [("../../x", "lib/", "x"), ("..", "", ""), ("a/../../b", "", "b"), ("./x", "", "x")])
    func nothingIsAboveTheRoot(path: String, folder: String, expected: String) {
        #expect(Paths.normalized(path, from: folder, top: .isRoot) == expected)
    }

    @Test(arguments: [
        ("/a/b/x", "/a/b/", "x"), ("/a/x", "/a/b/", "../x"), ("/x", "/a/b/", "../../x"), ("/a/b/c/x", "/a/", "b/c/x"),
        ("/a/b/x", "/", "a/b/x"),
        ("/ab/x", "/a/", "../ab/x"), ("/a/\u{301}b/x", "/a/c/", "../\u{301}b/x"),
    ])
    func theWayFromAFolderLeadsToThePath(path: String, folder: String, expected: String) {
        #expect(Paths.relative(path, to: folder) == expected)
        #expect(Paths.normalized(expected, from: folder, top: .isRoot) == path)
    }

    @Test func theFolderOfAPathEndsInASlash() {
        #expect(["a", "a/b", "/a", "a/b/"].map { Paths.folder(of: $0) } == ["", "a/", "/", "a/b/"])
        #expect(["a", "a/b", "/a"].map { Paths.openableFolder(of: $0) } == [".", "a", "/"])
        #expect(Paths.folder(of: "a/\u{301}b") == "a/" && Paths.openableFolder(of: "/\u{301}b") == "/")
        #expect(["a", "a/b", "/a/", "/", "", "a/\u{301}b"].map { Paths.name(of: $0) } == ["a", "b", "a", nil, nil, "\u{301}b"])
        #expect(Paths.joined(".", "a") == "a")
        #expect(Paths.joined("x", "a") == "x/a")
        #expect(Paths.joined("x/", "/a") == "/a")
    }

    @Test func theCurrentFolderIsAbsolute() {
        #expect(Paths.currentFolder?.hasPrefix("/") == true)
        #expect(Paths.currentFolder?.hasSuffix("/") == true)
    }
}

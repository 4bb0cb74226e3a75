@main struct TLASim { static func main() {} }

import Dispatch

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@main
enum Main {
  static func main() {
    FileDescriptor.occupyStandardDescriptors()
    Task {
      await VaglioCommand.main(nil)
      exit(0)
    }
    dispatchMain()
  }
}

/// Measures how long a piece of work takes.
struct Stopwatch {
  let rounds: Int
  let leastDuration: Duration

  /// Seconds for one run: the median of the rounds, after one run that is not counted.
  ///
  /// - Parameter work: returns something of its result, so that the work cannot be left out.
  func measure(_ work: () -> Int) -> Double {
    var sum = work()
    let times = (0..<rounds).map { _ in round(work, &sum) }
    withExtendedLifetime(sum) {}
    return Self.median(times)
  }

  /// Seconds for one run of each of two: the medians of rounds that take turns, so that a machine that is slow for a while
  /// is slow for both.
  func compare(_ ours: () -> Int, _ theirs: () -> Int) -> (ours: Double, theirs: Double) {
    var sum = ours() &+ theirs()
    let times = (0..<rounds).map { _ in (round(ours, &sum), round(theirs, &sum)) }
    withExtendedLifetime(sum) {}
    return (Self.median(times.map(\.0)), Self.median(times.map(\.1)))
  }

  private func round(_ work: () -> Int, _ sum: inout Int) -> Double {
    let start = ContinuousClock.now
    var runs = 0
    var duration = Duration.zero
    repeat {
      sum &+= work()
      runs += 1
      duration = ContinuousClock.now - start
    } while duration < leastDuration
    return duration / .seconds(1) / Double(runs)
  }

  private static func median(_ times: [Double]) -> Double {
    let times = times.sorted()
    let middle = times.count / 2
    return times.count.isMultiple(of: 2) ? (times[middle - 1] + times[middle]) / 2 : times[middle]
  }
}

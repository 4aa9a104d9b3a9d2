/// Measures how long a piece of work takes.
struct Stopwatch {
  let rounds: Int
  let leastDuration: Duration

  /// Seconds for one run: the median of the rounds, after one run that is not counted.
  ///
  /// - Parameter work: returns something of its result, so that the work cannot be left out.
  func measure(_ work: () -> Int) -> Double {
    var sum = work()
    var times: [Double] = []
    for _ in 0..<rounds {
      let start = ContinuousClock.now
      var runs = 0
      var duration = Duration.zero
      repeat {
        sum &+= work()
        runs += 1
        duration = ContinuousClock.now - start
      } while duration < leastDuration
      times.append(duration / .seconds(1) / Double(runs))
    }
    withExtendedLifetime(sum) {}
    times.sort()
    let middle = times.count / 2
    return times.count.isMultiple(of: 2) ? (times[middle - 1] + times[middle]) / 2 : times[middle]
  }
}

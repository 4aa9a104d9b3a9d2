/// The natural logarithm of a positive number, to about 1 in 10,000: by the exponent and a series, since the results of a
/// C library may differ in the last bit from one system to the next, and the same input must give the same bytes.
package func naturalLogarithm(_ x: Double) -> Double {
  guard x > 0 else { return -1000 }
  // ln m = 2 atanh((m - 1) / (m + 1)), for m between 0.7 and 1.4.
  var exponent = Double(x.exponent)
  var significand = x.significand
  if significand > 1.4142135 {
    significand /= 2
    exponent += 1
  }
  let ratio = (significand - 1) / (significand + 1)
  let square = ratio * ratio
  return 0.6931471805599453 * exponent + 2 * ratio * (1 + square * (1 / 3.0 + square * (0.2 + square / 7)))
}

/// e to the power of `x`, by squaring: the same bits on every machine.
package func exponential(_ x: Double) -> Double {
  if x < -60 { return 0 }
  let scaled = x / 1024
  var value = 1 + scaled * (1 + scaled / 2 * (1 + scaled / 3 * (1 + scaled / 4)))
  for _ in 0..<10 { value *= value }
  return value
}

/// 2 to the power of `x`, for `x` ≥ 0, to about 1 in 1,000: enough for a count that was rounded to 9 %.
func exp2Approximate(_ x: Double) -> Double {
  let whole = Int(x)
  let part = x - Double(whole)
  let power = Double(sign: .plus, exponent: whole, significand: 1)
  return power * (1 + part * (0.6931 + part * (0.2402 + part * 0.0667)))
}

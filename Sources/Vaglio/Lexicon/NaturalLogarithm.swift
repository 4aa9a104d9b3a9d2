/// The natural logarithm of a positive number, to about 1 in 10,000: by the exponent and a series, since the results of a
/// C library may differ in the last bit from one system to the next, and the same input must give the same bytes.
func naturalLogarithm(_ x: Double) -> Double {
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

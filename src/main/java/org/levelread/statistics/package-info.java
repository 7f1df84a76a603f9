/// Agreement, intervals and overlap: numbers in, results out. Depends on `imaging` for masks and distances.
///
/// Every answer is an [Estimate] or a [TestOutcome]: a number with its interval, its method, the observations it
/// rests on and the call in R or Python that gives the same number, or the reason why there is none. No answer is
/// ever NaN.
@NullMarked
package org.levelread.statistics;

import org.jspecify.annotations.NullMarked;

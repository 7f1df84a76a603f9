/// Reading sessions and blinded answers. Must never reach `prediction`, `reference` or `analysis`.
@NullMarked
package org.levelread.reading;

import org.jspecify.annotations.NullMarked;

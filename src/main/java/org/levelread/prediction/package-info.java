/// Pipeline runs stored per film and model version, and the surgeon's review of them.
@NullMarked
package org.levelread.prediction;

import org.jspecify.annotations.NullMarked;

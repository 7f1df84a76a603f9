/// The page on which a surgeon looks at a prediction and agrees or corrects it.
@NullMarked
package org.levelread.prediction.ui;

import org.jspecify.annotations.NullMarked;

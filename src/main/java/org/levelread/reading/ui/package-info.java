/// The page on which a reader answers, blind.
@NullMarked
package org.levelread.reading.ui;

import org.jspecify.annotations.NullMarked;

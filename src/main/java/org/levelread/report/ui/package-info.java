/// The page of the frozen report.
@NullMarked
package org.levelread.report.ui;

import org.jspecify.annotations.NullMarked;

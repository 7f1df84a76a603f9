/// The page on which the study's lead compares model, readers and reference.
@NullMarked
package org.levelread.analysis.ui;

import org.jspecify.annotations.NullMarked;

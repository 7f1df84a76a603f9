/// Joins predictions, readings and references into agreement, tables and exports.
@NullMarked
package org.levelread.analysis;

import org.jspecify.annotations.NullMarked;

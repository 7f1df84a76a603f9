/// Plots in the house's font and colours, as SVG, PNG or on a page of PDF. Depends on no other room.
@NullMarked
package org.levelread.charts;

import org.jspecify.annotations.NullMarked;

/// Agreement, intervals and overlap: numbers in, results out. Depends on no other room.
@NullMarked
package org.levelread.statistics;

import org.jspecify.annotations.NullMarked;

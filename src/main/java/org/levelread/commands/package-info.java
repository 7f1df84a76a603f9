/// The command line: serve, predict, simulate, train, evaluate, agreement, overlap, bench.
@NullMarked
package org.levelread.commands;

import org.jspecify.annotations.NullMarked;

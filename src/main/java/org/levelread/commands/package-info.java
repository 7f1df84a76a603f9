/// The command line: serve, predict, simulate, train, evaluate, bench.
@NullMarked
package org.levelread.commands;

import org.jspecify.annotations.NullMarked;

/// The frozen report of a study: its numbers, plots and export pack, computed from `analysis`' frozen data by a queued
/// job.
@NullMarked
package org.levelread.report;

import org.jspecify.annotations.NullMarked;

/// The append-only trail of who did what; it only listens to events.
@NullMarked
package org.levelread.audit;

import org.jspecify.annotations.NullMarked;

/// From probability maps to named, instrumented levels with confidence and flags. Depends on `imaging`.
@NullMarked
package org.levelread.spine;

import org.jspecify.annotations.NullMarked;

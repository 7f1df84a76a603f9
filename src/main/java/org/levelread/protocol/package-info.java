/// What a study has planned, frozen and versioned, and the steps it went. Depends on `readers` for signatures and on
/// `audit`; on no other study room.
@NullMarked
package org.levelread.protocol;

import org.jspecify.annotations.NullMarked;

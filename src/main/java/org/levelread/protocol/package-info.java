/// What a study has planned. Depends on no other study room.
@NullMarked
package org.levelread.protocol;

import org.jspecify.annotations.NullMarked;

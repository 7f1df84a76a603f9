/// Pixels and geometry: radiographs, masks, distance transform and watershed on ImgLib2 types. Depends on no other
/// room.
@NullMarked
package org.levelread.imaging;

import org.jspecify.annotations.NullMarked;

/// The film viewer as a Vaadin component; knows no study room.
@NullMarked
package org.levelread.viewer;

import org.jspecify.annotations.NullMarked;

/// Vaadin components that the pages of several rooms share: the film viewer, why something was refused, and the
/// question why something is changed. They know no study room.
@NullMarked
package org.levelread.viewer;

import org.jspecify.annotations.NullMarked;

/// Vaadin components that the pages of several rooms share: the film viewer, and why something was refused. They know no
/// study room.
@NullMarked
package org.levelread.viewer;

import org.jspecify.annotations.NullMarked;

/// Layout, login and security; nobody depends on it.
@NullMarked
package org.levelread.shell;

import org.jspecify.annotations.NullMarked;

/// Who works in a study: accounts, roles, lock-out.
@NullMarked
package org.levelread.readers;

import org.jspecify.annotations.NullMarked;

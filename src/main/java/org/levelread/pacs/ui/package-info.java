/// The page on which an administrator or the lead connects archives and routers.
@NullMarked
package org.levelread.pacs.ui;

import org.jspecify.annotations.NullMarked;

/** Questions in SQL from the command line. */
@NullMarked
package dev.millrace.launcher.query;

import org.jspecify.annotations.NullMarked;

/** The platform embedded: its parts started in order, watched, and stopped in order, on one data directory. */
@NullMarked
package dev.millrace.launcher.platform;

import org.jspecify.annotations.NullMarked;

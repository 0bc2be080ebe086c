/** Playing recordings into a platform: those of files, and the demo's own. */
@NullMarked
package dev.millrace.launcher.play;

import org.jspecify.annotations.NullMarked;

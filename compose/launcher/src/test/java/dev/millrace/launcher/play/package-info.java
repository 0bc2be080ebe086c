@NullMarked
package dev.millrace.launcher.play;

import org.jspecify.annotations.NullMarked;

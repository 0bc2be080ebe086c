@NullMarked
package dev.millrace.launcher.platform;

import org.jspecify.annotations.NullMarked;

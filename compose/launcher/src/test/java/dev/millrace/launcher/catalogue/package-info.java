@NullMarked
package dev.millrace.launcher.catalogue;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.millrace.recording;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.millrace.recording.scene;

import org.jspecify.annotations.NullMarked;

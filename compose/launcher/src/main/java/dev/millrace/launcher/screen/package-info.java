/** What a person sees: colours and redrawn lines on a terminal, plain lines elsewhere. */
@NullMarked
package dev.millrace.launcher.screen;

import org.jspecify.annotations.NullMarked;

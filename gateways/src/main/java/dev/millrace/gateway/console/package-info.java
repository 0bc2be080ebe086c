/** The web console, and what only the console asks for. */
@NullMarked
package dev.millrace.gateway.console;

import org.jspecify.annotations.NullMarked;

/** JSON and numbers as Python reads and writes them, for the clients of servers that were written in it. */
@NullMarked
package dev.millrace.gateway.python;

import org.jspecify.annotations.NullMarked;

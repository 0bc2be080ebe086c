/** Commands from pilots to devices: how long they count, who may give them, and what became of them. */
@NullMarked
package dev.millrace.gateway.hub.control;

import org.jspecify.annotations.NullMarked;

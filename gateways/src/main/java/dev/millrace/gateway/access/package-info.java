/** Who may come in: tokens, origins and hosts. */
@NullMarked
package dev.millrace.gateway.access;

import org.jspecify.annotations.NullMarked;

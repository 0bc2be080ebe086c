/** What the archive's read views hold: the only place where a gateway asks a database. */
@NullMarked
package dev.millrace.gateway.history;

import org.jspecify.annotations.NullMarked;

/** Runs one vehicle logger, and tells what becomes of it: logger.commands → logger.events. */
@NullMarked
package dev.millrace.logger;

import org.jspecify.annotations.NullMarked;

/** What trainings and comparisons say before, while they run, and after. */
package io.ctattention.cli.text;

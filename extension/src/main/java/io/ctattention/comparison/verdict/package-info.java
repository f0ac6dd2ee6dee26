/** What a difference is worth in one sentence, and how its figures and names are written. */
package io.ctattention.comparison.verdict;

// A run of more than 20,000 steps, for the benchmark of the page that plays it.
async function next(round) {
    await null;
    return round + 1;
}

for (let round = 0; round < 2_500;) {
    if (round % 10 === 0) console.log("round", round);
    round = await next(round);
}

const data = JSON.parse(document.getElementById("play-data").textContent);
document.querySelector("h1").textContent = data.title;

// Classes, closures, accessors and private fields.
class Shape {
  #label;
  constructor(label) {
    this.#label = label;
    this.scale = 1;
  }
  get label() {
    return this.#label;
  }
  area() {
    return 0;
  }
  scaled(factor) {
    this.scale *= factor;
    return this;
  }
}
class Rectangle extends Shape {
  constructor(width, height) {
    super("rectangle");
    this.width = width;
    this.height = height;
  }
  area() {
    return this.width * this.height * this.scale;
  }
}
class Circle extends Shape {
  radius = 2;
  constructor() {
    super("circle");
  }
  area() {
    return 3 * this.radius * this.radius * this.scale;
  }
}
const counter = () => {
  let count = 0;
  return { next: () => ++count, get count() { return count; } };
};
const shapes = [];
for (let i = 0; i < 1_000; i++) shapes.push(i % 2 === 0 ? new Rectangle(i, 2) : new Circle());
const { next } = counter();
let area = 0;
let letters = 0;
for (let round = 0; round < 300; round++) {
  for (const shape of shapes) {
    area += shape.area();
    letters += shape.label.length;
    next();
  }
}
const point = { x: 1, y: 2, move(dx, dy) { this.x += dx; this.y += dy; return this; } };
for (let i = 0; i < 400_000; i++) point.move(1, -1);
console.log(area, letters, next(), shapes[3].scaled(2).area(), point.x, point.y);
